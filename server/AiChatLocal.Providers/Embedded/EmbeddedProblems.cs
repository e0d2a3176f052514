using AiChatLocal.Core;

namespace AiChatLocal.Providers.Embedded;

internal static class EmbeddedProblems
{
    public static ProviderException NotFound(string model) => new(new(
        ProblemKind.ModelNotFound, $"There is no model named {model} on this machine.", $"Its file was moved, renamed or deleted.",
        $"Choose another model from the list."));

    public static ProviderException NotDownloaded(string model) => new(new(
        ProblemKind.NotDownloaded, $"The model {model} has not been downloaded yet.", null, $"Download it from the list of models, then ask again."));
}
