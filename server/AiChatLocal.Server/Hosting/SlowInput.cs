namespace AiChatLocal.Server.Hosting;

/// <summary>Reads what is piped in to its end. When that takes long, it says once what it waits for: a pipe that nobody closes is silent.</summary>
internal static class SlowInput
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<string> ReadAsync(Task<string> reading, string hint, TextWriter error, TimeProvider time)
    {
        try
        {
            return await reading.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            await error.WriteLineAsync(hint);
            return await reading;
        }
    }
}
