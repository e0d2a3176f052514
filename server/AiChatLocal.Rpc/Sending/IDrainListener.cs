namespace AiChatLocal.Rpc.Sending;

/// <summary>Waits for the writer to catch up.</summary>
internal interface IDrainListener
{
    /// <summary>Called on the writer's thread once what was waiting has been taken; must not throw or wait.</summary>
    void OnDrained();
}
