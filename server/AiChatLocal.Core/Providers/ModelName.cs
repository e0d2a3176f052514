namespace AiChatLocal.Core.Providers;

/// <summary>A model's full name: <c>&lt;provider&gt;/&lt;model&gt;</c>. The model part may hold slashes of its own.</summary>
public readonly record struct ModelName(string Provider, string Model)
{
    public static bool TryParse(string? text, out ModelName name)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || slash == text!.Length - 1)
        {
            name = default;
            return false;
        }

        name = new(text[..slash], text[(slash + 1)..]);
        return true;
    }

    public override string ToString() => $"{Provider}/{Model}";
}
