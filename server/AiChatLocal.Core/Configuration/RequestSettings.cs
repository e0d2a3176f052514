namespace AiChatLocal.Core.Configuration;

/// <summary>Which of OpenAI's two ways to talk to a model.</summary>
public enum ChatApi
{
    /// <summary><c>/chat/completions</c>, which everybody has.</summary>
    Chat,

    /// <summary><c>/responses</c>, which gives thinking back to the models that had it.</summary>
    Responses,
}

/// <summary>How requests to a provider are made, where its kind lets the user say so. Compared by content.</summary>
/// <param name="Preset">Id of a vendor whose address, headers and dialect are taken for what is not set.</param>
/// <param name="Headers">Sent with every request. Their values can be keys and are kept as such.</param>
/// <param name="Query">Added to every address. Shown, so no place for a key.</param>
/// <param name="ExtraBody">A JSON object whose fields are put into the body of every question; a field that is null is taken out of it.</param>
/// <param name="ModelsPath">Of the list of models, below the base URL.</param>
/// <param name="ChatPath">Of a question, below the base URL; <c>{model}</c> in it stands for the model's name.</param>
/// <param name="Textgen">For Text Generation WebUI.</param>
public sealed record RequestSettings(
    string? Preset = null,
    ChatApi? Api = null,
    IReadOnlyList<KeyValuePair<string, Secret>>? Headers = null,
    IReadOnlyList<KeyValuePair<string, string>>? Query = null,
    string? ExtraBody = null,
    string? ModelsPath = null,
    string? ChatPath = null,
    TextgenSettings? Textgen = null)
{
    public bool IsEmpty => this == new RequestSettings();

    public bool Equals(RequestSettings? other) => other is not null
        && (Preset, Api, ExtraBody, ModelsPath, ChatPath, Textgen)
            == (other.Preset, other.Api, other.ExtraBody, other.ModelsPath, other.ChatPath, other.Textgen)
        && (Headers ?? []).SequenceEqual(other.Headers ?? [])
        && (Query ?? []).SequenceEqual(other.Query ?? []);

    public override int GetHashCode() => HashCode.Combine(Preset, Api, ExtraBody, ModelsPath, ChatPath);
}
