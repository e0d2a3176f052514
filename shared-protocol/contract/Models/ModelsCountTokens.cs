namespace AiChatLocal.Protocol.Models;

/// <summary>
/// Tells how many tokens a prompt takes, with what the model's template puts around it. Nothing is generated. Where the provider counts, it
/// is sent the prompt.
/// </summary>
/// <param name="Model">Full name.</param>
/// <param name="Text">A question, by itself or as the next one of the chat.</param>
/// <param name="ChatId">All messages of the chat's current branch, with its system prompt. One of both is needed.</param>
[RpcRequest("models/countTokens")]
public sealed record ModelsCountTokensParams(string Model, string? Text = null, string? ChatId = null) : IRpcRequest<ModelsCountTokensResult>;

/// <param name="Estimated">True: guessed from the length of the text, all of it or the part that the provider does not count.</param>
public sealed record ModelsCountTokensResult(int Tokens, bool Estimated);
