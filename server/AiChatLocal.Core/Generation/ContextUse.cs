namespace AiChatLocal.Core.Generation;

/// <summary>What fills a context window, in tokens.</summary>
/// <param name="Reserved">Kept free for the answer.</param>
/// <param name="Files">Attached files and selections, of all messages.</param>
/// <param name="RaiseTo">A window that would hold all of it, and that a question may ask for; null: there is none.</param>
/// <param name="RaiseBytes">About what that window takes more of the server's memory; null: unknown.</param>
/// <param name="Estimated">True when the tokens were not counted by the model's own tokenizer.</param>
public sealed record ContextUse(int Window, int Reserved, int System, int History, int Files, int Question, bool Estimated, int? RaiseTo = null, long? RaiseBytes = null)
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
