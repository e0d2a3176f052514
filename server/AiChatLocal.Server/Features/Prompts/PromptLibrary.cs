using System.Text.RegularExpressions;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Prompts;

namespace AiChatLocal.Server.Features.Prompts;

/// <summary>The user's own prompts.</summary>
internal sealed partial class PromptLibrary(IConfigurationStore configuration)
{
    private const int LongestTitle = 128;
    private const int LongestText = 64 * 1024;

    public async Task<IReadOnlyList<SavedPrompt>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await configuration.ReadAsync(cancellationToken)).Prompts.OrderBy(prompt => prompt.Name, StringComparer.OrdinalIgnoreCase)];

    /// <param name="before">The name that it had; null: it is new, or keeps its name.</param>
    public Task SaveAsync(SavedPrompt saved, string? before, CancellationToken cancellationToken)
    {
        Check(saved);
        return configuration.UpdateAsync(
            current =>
            {
                var replaced = current.Prompts.FirstOrDefault(prompt => IsNamed(prompt, before ?? saved.Name));
                if (before is not null && replaced is null)
                {
                    throw NotFound(before);
                }

                if (current.Prompts.Any(prompt => prompt != replaced && IsNamed(prompt, saved.Name)))
                {
                    throw new RequestException(new(
                        ProblemKind.Conflict, $"There is a prompt named “{saved.Name}” already.", $"Names are unique.", $"Choose another name, or change that one."));
                }

                return current with { Prompts = [.. current.Prompts.Where(prompt => prompt != replaced), saved] };
            },
            cancellationToken);
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken) => configuration.UpdateAsync(
        current => current.Prompts.Any(prompt => IsNamed(prompt, name))
            ? current with { Prompts = [.. current.Prompts.Where(prompt => !IsNamed(prompt, name))] }
            : throw NotFound(name),
        cancellationToken);

    private static void Check(SavedPrompt saved)
    {
        if (!AllowedName().IsMatch(saved.Name))
        {
            throw Invalid($"A prompt cannot have this name.", $"A name has 1 to 64 letters, digits, hyphens and underscores, so that it can be typed after a slash.", $"Choose another name; the title can be anything.");
        }

        if (saved.Title.Length > LongestTitle)
        {
            throw Invalid($"The title is too long.", $"A title has at most {LongestTitle} characters.", $"Shorten it.");
        }

        if (string.IsNullOrWhiteSpace(saved.Text) || saved.Text.Length > LongestText)
        {
            throw Invalid($"A prompt cannot have this text.", $"It has 1 to {LongestText:N0} characters.", $"Write what is to be asked.");
        }
    }

    private static bool IsNamed(SavedPrompt prompt, string name) => prompt.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static RequestException Invalid(LocalizedString message, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, message, why, fix));

    private static RequestException NotFound(string name) => new(new(
        ProblemKind.NotFound, $"There is no prompt named “{name}”.", $"It was removed or renamed.", $"List the prompts and choose one."));

    [GeneratedRegex(@"\A[\p{L}\p{Nd}_-]{1,64}\z")]
    private static partial Regex AllowedName();
}
