namespace AiChatLocal.Core.Privacy;

/// <summary>For which act of the user a request is made. The numbers are stored.</summary>
public enum EgressPurpose
{
    Other = 0,
    Chat = 1,
    Models = 2,
    Probe = 3,
    Test = 4,
    Download = 5,
    Embeddings = 6,
}

/// <summary>
/// The purpose of the work that is running. A feature names it where the work begins, and it flows with the work to wherever a request
/// leaves: no provider has to hand it on, and a new one cannot forget it.
/// </summary>
public static class EgressScope
{
    private static readonly AsyncLocal<EgressPurpose> Flowing = new();

    public static EgressPurpose Current => Flowing.Value;

    /// <summary>From here to the end of the calling asynchronous method; its caller keeps its own.</summary>
    public static void Enter(EgressPurpose purpose) => Flowing.Value = purpose;
}
