using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Server.Features;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The lines of <c>--json</c> that are no values of the contract.</summary>
internal static class JsonLines
{
    /// <summary>The last line of a command that failed, told from others by its member.</summary>
    public static string Error(Problem problem) =>
        $"{{\"error\":{Quote(problem.What)},\"data\":{JsonSerializer.Serialize(problem.ToErrorData(), ProtocolJsonContext.Default.ErrorData)}}}";

    public static string Version(string name, string version) => $"{{\"name\":{Quote(name)},\"version\":{Quote(version)}}}";

    private static string Quote(string text) => JsonSerializer.Serialize(text, ProtocolJsonContext.Default.String);
}
