namespace AiChatLocal.Core.Providers;

/// <summary>
/// A provider whose server brings models into memory and out of it when it is told to. What a server cannot do of this is a
/// <see cref="RequestException"/> that says why; <see cref="ModelDescription.LoadingNote"/> says it beforehand.
/// </summary>
public interface IModelLoader
{
    /// <summary>Returns when the model is in memory, however long that takes. Cancelling stops waiting, and the load where the server allows it.</summary>
    /// <param name="model">Named without the provider.</param>
    Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken);

    /// <summary>Returns when the model is out of memory.</summary>
    /// <param name="model">Named without the provider.</param>
    Task UnloadAsync(string model, CancellationToken cancellationToken);
}

/// <summary>How a model is loaded; null is left to the server.</summary>
/// <param name="ContextLength">The window to allocate, in tokens.</param>
/// <param name="KeepAlive">How long it stays when nobody asks it; <see cref="Timeout.InfiniteTimeSpan"/>: until it is unloaded.</param>
/// <param name="Path">Where the server finds the files of an adapter (LoRA).</param>
public sealed record LoadOptions(int? ContextLength = null, TimeSpan? KeepAlive = null, string? Path = null);
