namespace AiChatLocal.Protocol.Models;

/// <summary>Chooses the model that is taken for a use when none is named. Absent: back to what is taken where nothing was chosen.</summary>
/// <param name="Model">Full name, <c>&lt;provider&gt;/&lt;model&gt;</c>.</param>
/// <param name="Use">Absent: chat.</param>
[RpcRequest("models/setDefault")]
public sealed record ModelsSetDefaultParams(string? Model = null, ModelUse? Use = null) : IRpcRequest<EmptyResult>;

/// <summary>
/// What a default model is for. Chat: a chat that names none; where none was chosen, the first usable one. Edits: quick edits; where none
/// was chosen, the one for chats. Embeddings: vectors of texts; where none was chosen, the first that is known to make them.
/// </summary>
public enum ModelUse
{
    Chat,
    Edits,
    Embeddings,
}
