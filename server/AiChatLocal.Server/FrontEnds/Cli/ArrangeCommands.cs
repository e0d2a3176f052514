using System.CommandLine;
using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Server.Features.Providers;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>providers enable</c>, <c>disable</c> and <c>move</c>.</summary>
internal static class ArrangeCommands
{
    private static readonly Option<int> To = new("--to") { Description = "Its new place among the providers that were added, counted from 1.", Required = true, HelpName = "place" };

    /// <param name="name">The provider's name.</param>
    public static void AddTo(Command providers, Argument<string> name)
    {
        Add(new("enable", "Turn a provider on again.") { name }, (session, id, _, token) => session.Sidecar.ProviderEditor.SetEnabledAsync(id, enabled: true, token));
        Add(
            new("disable", "Turn a provider off: it is not asked and its models are not listed; what was set stays.") { name },
            (session, id, _, token) => session.Sidecar.ProviderEditor.SetEnabledAsync(id, enabled: false, token));
        Add(new("move", "Give a provider another place in all lists.") { name, To }, MoveAsync);

        void Add(Command command, Func<CliSession, string, ParseResult, CancellationToken, Task> run)
        {
            command.SetAction(CliSession.Action(async (session, parsed, token) =>
            {
                var wanted = parsed.GetRequiredValue(name);
                var provider = await session.Sidecar.Providers.FindByNameAsync(wanted, token) ?? throw ProviderEditor.NotFound(wanted);
                await run(session, provider.Configuration.Id, parsed, token);
                if (session.Json)
                {
                    session.Write(EmptyResult.Instance);
                }

                return ExitCode.Ok;
            }));
            providers.Add(command);
        }
    }

    private static async Task MoveAsync(CliSession session, string id, ParseResult parsed, CancellationToken cancellationToken)
    {
        List<string> ids =
        [
            .. (await session.Sidecar.Configuration.ReadAsync(cancellationToken)).Providers.Select(each => each.Id).Where(each => each != id),
        ];
        var place = parsed.GetValue(To);
        if (place < 1 || place > ids.Count + 1)
        {
            throw new RequestException(new(
                ProblemKind.Invalid, $"There is no place {place}.", $"{ids.Count + 1} providers were added.", $"Choose a place from 1 to {ids.Count + 1}."));
        }

        ids.Insert(place - 1, id);
        await session.Sidecar.ProviderEditor.ReorderAsync(ids, cancellationToken);
    }
}
