namespace AiChatLocal.Server.FrontEnds.Stdio;

/// <summary>The arguments of a process that an editor starts: <c>--stdio [--data-dir PATH] [--wait-for-debugger]</c>.</summary>
internal sealed record StdioArguments(string? DataDirectory, bool WaitForDebugger)
{
    /// <returns>Null when they are anything else, which is the command line's business.</returns>
    public static StdioArguments? TryParse(string[] arguments)
    {
        string? dataDirectory = null;
        bool stdio = false, waitForDebugger = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--stdio":
                    stdio = true;
                    break;
                case "--wait-for-debugger":
                    waitForDebugger = true;
                    break;
                case "--data-dir" when i + 1 < arguments.Length:
                    dataDirectory = arguments[++i];
                    break;
                default:
                    return null;
            }
        }

        return stdio ? new(dataDirectory, waitForDebugger) : null;
    }
}
