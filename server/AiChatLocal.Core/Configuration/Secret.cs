namespace AiChatLocal.Core.Configuration;

/// <summary>
/// A key. Its text comes out by <see cref="Reveal"/> alone, so that no log, error or record prints it by accident. Two are the same when
/// their text is.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private readonly Func<string?> _read;

    public Secret(string value)
        : this(null, () => value)
    {
    }

    private Secret(string? variable, Func<string?> read) => (Variable, _read) = (variable, read);

    /// <summary>The environment variable that holds the text, which is read at each use and stored nowhere; null: the text was given.</summary>
    public string? Variable { get; }

    public static Secret FromVariable(string variable, Func<string, string?> read) => new(variable, () => read(variable));

    /// <summary>Empty when the variable that should hold it is not set.</summary>
    public string Reveal() => _read() ?? "";

    public bool Equals(Secret? other) => other is not null && Variable == other.Variable && Reveal() == other.Reveal();

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => Variable?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => "•••";
}
