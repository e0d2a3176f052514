using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Models;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>What a question needs of its model, held against what the model's server says that it can do, before anything is sent.</summary>
internal sealed class Abilities(ModelCatalog models)
{
    /// <summary>Asks nobody unless the turn needs something that not every model can do.</summary>
    /// <returns>Whether pictures may be sent to it.</returns>
    public async ValueTask<bool> CheckAsync(
        IProvider provider, string model, IReadOnlyList<Message> history, GenerationSettings settings, CancellationToken cancellationToken)
    {
        var thinks = settings.Thinking is not (null or ThinkingLevel.Off) || settings.ThinkingBudget > 0;
        if (!thinks && !history.Any(HasPicture))
        {
            return true;
        }

        if (await models.FindAsync(provider, model, cancellationToken) is not { } described)
        {
            return true;
        }

        // What was told once may not be so any more: nobody is refused before it is told again.
        var seesLast = HasPicture(history[^1]);
        if ((thinks && described.Can("thinking") is false) || (seesLast && described.Can("vision") is false))
        {
            described = await models.FindAnewAsync(provider, model, cancellationToken) ?? described;
        }

        if (thinks && described.Can("thinking") is false)
        {
            throw Cannot(described, $"think", $"A level or a budget of thinking was asked for.", $"Leave it out, or choose a model that thinks.");
        }

        var maySee = described.Can("vision") is not false;
        if (seesLast && !maySee)
        {
            throw Cannot(described, $"see pictures", $"A picture is attached to the question.", $"Remove the picture, or choose a model that can see.");
        }

        return maySee;
    }

    /// <summary>Whether pictures would be sent to a model, refusing nothing.</summary>
    public async ValueTask<bool> MaySeeAsync(IProvider provider, string model, IReadOnlyList<Message> history, CancellationToken cancellationToken) =>
        !history.Any(HasPicture) || (await models.FindAsync(provider, model, cancellationToken))?.Can("vision") is not false;

    private static bool HasPicture(Message message) => message.Parts.Any(part => part is ImagePart);

    private static RequestException Cannot(ModelDescription model, LocalizedString what, LocalizedString why, LocalizedString fix) =>
        new(new(ProblemKind.Unsupported, $"{model.DisplayName} cannot {what}.", $"{why} Its server says that it can: {string.Join(", ", model.Capabilities)}.", fix));
}
