using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Generation;

namespace AiChatLocal.Server.Features.Presets;

/// <summary>The named ways of asking, and which one a question goes by.</summary>
internal sealed class Presets(IConfigurationStore configuration)
{
    private const int LongestName = 64;

    public async Task<IReadOnlyList<ModelPreset>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await configuration.ReadAsync(cancellationToken)).Presets.OrderBy(preset => preset.Name, StringComparer.OrdinalIgnoreCase)];

    /// <param name="name">Null: the one that the model is in.</param>
    /// <param name="model">Full name.</param>
    public async ValueTask<ModelPreset?> FindAsync(string? name, string model, CancellationToken cancellationToken)
    {
        var presets = (await configuration.ReadAsync(cancellationToken)).Presets;
        return name is null
            ? presets.FirstOrDefault(preset => preset.Models.Contains(model))
            : presets.FirstOrDefault(preset => IsNamed(preset, name)) ?? throw NotFound(name);
    }

    /// <param name="before">The name that it had; null: it is new, or keeps its name.</param>
    public Task SaveAsync(ModelPreset saved, string? before, CancellationToken cancellationToken)
    {
        if (saved.Name.Trim() != saved.Name || saved.Name.Length is 0 or > LongestName)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"A preset cannot have this name.", $"A name has 1 to {LongestName} characters and no space at its ends.", $"Choose another name."));
        }

        return configuration.UpdateAsync(
            current =>
            {
                var replaced = current.Presets.FirstOrDefault(preset => IsNamed(preset, before ?? saved.Name));
                if (before is not null && replaced is null)
                {
                    throw NotFound(before);
                }

                if (current.Presets.Any(preset => preset != replaced && IsNamed(preset, saved.Name)))
                {
                    throw new RequestException(new(
                        ProblemKind.Conflict, $"There is a preset named “{saved.Name}” already.", $"Names are unique.", $"Choose another name, or change that one."));
                }

                var others = current.Presets.Where(preset => preset != replaced);
                return current with { Presets = [.. others.Select(other => other with { Models = [.. other.Models.Except(saved.Models)] }), saved] };
            },
            cancellationToken);
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken) => configuration.UpdateAsync(
        current => current.Presets.Any(preset => IsNamed(preset, name))
            ? current with { Presets = [.. current.Presets.Where(preset => !IsNamed(preset, name))] }
            : throw NotFound(name),
        cancellationToken);

    private static bool IsNamed(ModelPreset preset, string name) => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static RequestException NotFound(string name) => new(new(
        ProblemKind.NotFound, $"There is no preset named “{name}”.", $"It was removed or renamed.", $"List the presets and choose one."));
}
