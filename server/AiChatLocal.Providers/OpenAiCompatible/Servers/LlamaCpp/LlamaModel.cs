using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.LlamaCpp;

/// <summary>What an entry of llama.cpp's list tells that no other server does.</summary>
internal static class LlamaModel
{
    private static readonly string[] Guesses = ["(guessed) ", "all ", "mostly "];

    public static ModelDescription Complete(ModelDescription model, JsonElement entry)
    {
        var routed = LlamaCppRoutes.IsRouted(entry);
        var state = entry.Member("status").Text("value");
        return model with
        {
            Quantization = model.Quantization ?? Quantization(entry.Member("meta").Text("ftype")),
            CanLoad = routed && state is "unloaded",
            CanUnload = routed && state is "loaded" or "sleeping" or "loading",
            LoadingNote = state is "downloading" ? T($"It is being downloaded.") : null,
        };
    }

    /// <summary>From words such as <c>(guessed) all F32</c> or <c>mostly Q4_K - Medium</c>.</summary>
    private static string? Quantization(string? type)
    {
        foreach (var guess in type is null ? [] : Guesses)
        {
            type = type!.StartsWith(guess, StringComparison.Ordinal) ? type[guess.Length..] : type;
        }

        return type;
    }
}
