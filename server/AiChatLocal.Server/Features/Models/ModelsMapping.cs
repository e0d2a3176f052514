using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Wire = AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal static class ModelsMapping
{
    public static Wire.ModelInfo ToWire(this ModelDescription model, IProvider provider, Problem? failure) => new(
        new ModelName(provider.Configuration.Name, model.Id).ToString(),
        model.DisplayName,
        provider.Configuration.Name,
        provider.Configuration.Kind,
        model.State switch
        {
            ModelState.Downloadable => Wire.ModelState.Downloadable,
            ModelState.Loaded => Wire.ModelState.Loaded,
            _ => Wire.ModelState.Available,
        },
        provider.LeavesThisMachine,
        model.Capabilities,
        model.SizeBytes,
        model.Quantization,
        model.Family,
        model.ParameterSize,
        model.ContextLength,
        model.Licence,
        model.Description,
        failure?.Why,
        model.Untold.Count > 0 ? model.Untold : null,
        model.MaxContextLength,
        model.MaxOutputTokens,
        model.MemoryBytes,
        model.GpuMemoryBytes,
        model.UnloadsAt,
        // What may not be asked now can be told nothing either.
        model.CanLoad && failure is null,
        model.CanUnload && failure is null,
        model.LoadingNote);

    public static Wire.ModelsPullProgress ToWire(this PullProgress progress, string pullId) => new(
        pullId,
        progress.Verifying ? Wire.PullPhase.Verifying : Wire.PullPhase.Downloading,
        progress.CompletedBytes,
        progress.TotalBytes,
        progress.BytesPerSecond);
}
