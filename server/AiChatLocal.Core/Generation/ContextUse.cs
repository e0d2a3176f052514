namespace AiChatLocal.Core.Generation;

/// <summary>What fills a context window, in tokens.</summary>
/// <param name="Reserved">Kept free for the answer.</param>
/// <param name="Files">Attached files and selections, of all messages.</param>
/// <param name="Estimated">True when the tokens were not counted by the model's own tokenizer.</param>
public sealed record ContextUse(int Window, int Reserved, int System, int History, int Files, int Question, bool Estimated)
{
    public int Total => System + History + Files + Question;

    public bool Fits => Total + Reserved <= Window;
}

public enum OverflowChoice
{
    Refuse,
    DropOldest,
    Summarise,
    Send,
}
