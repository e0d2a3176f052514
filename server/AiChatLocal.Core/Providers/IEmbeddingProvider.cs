using Microsoft.Extensions.AI;

namespace AiChatLocal.Core.Providers;

/// <summary>A provider whose server turns text into vectors.</summary>
public interface IEmbeddingProvider
{
    /// <param name="model">Named without the provider.</param>
    IEmbeddingGenerator<string, Embedding<float>> GetEmbeddingGenerator(string model);
}
