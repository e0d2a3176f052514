using System.CommandLine;
using System.Globalization;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>chats</c>: lists, shows and searches what is stored.</summary>
internal static class ChatsCommand
{
    private static readonly Option<int> Limit = new("--limit", "-n") { Description = "At most this many.", DefaultValueFactory = _ => 50, HelpName = "number" };

    private static readonly Argument<string> Id = new("id") { Description = "The chat's id, from `chats`." };

    private static readonly Argument<string> Query = new("query") { Description = "Words that must all occur; \"…\" is a phrase; the last word may be a beginning." };

    public static Command Create()
    {
        var list = new Command("chats", "List chats, the last changed first.") { Limit };
        list.SetAction(CliSession.Action(ListAsync));

        var show = new Command("show", "Print the messages of a chat.") { Id };
        show.SetAction(CliSession.Action(ShowAsync));
        list.Add(show);

        var search = new Command("search", "Search all messages.") { Query, Limit };
        search.SetAction(CliSession.Action(SearchAsync));
        list.Add(search);

        var delete = new Command("delete", "Delete a chat and all its messages.") { Id };
        delete.SetAction(CliSession.Action(DeleteAsync));
        list.Add(delete);
        return list;
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ChatListHandler(session.Sidecar.Chats).HandleAsync(new(parsed.GetValue(Limit)), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var chat in result.Chats)
        {
            await session.Output.WriteLineAsync($"{chat.ChatId}  {Local(chat.UpdatedAt)}  {chat.Title}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ChatGetHandler(session.Sidecar.Chats).HandleAsync(new(parsed.GetRequiredValue(Id)), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        await session.Output.WriteLineAsync($"# {result.Chat.Title}");
        foreach (var message in result.Messages)
        {
            var end = message.Status is Protocol.Chat.MessageStatus.Complete ? "" : $", {message.Status.ToString().ToLowerInvariant()}";
            await session.Output.WriteLineAsync($"\n## {message.Model ?? message.Role.ToString()} ({Local(message.CreatedAt)}{end})\n");
            foreach (var part in message.Parts)
            {
                await session.Output.WriteLineAsync(part switch
                {
                    Protocol.Chat.TextPart text => text.Text,
                    Protocol.Chat.SelectionPart selection =>
                        $"[{selection.FileName} {selection.StartLine}–{selection.EndLine}]\n{selection.Text}",
                    Protocol.Chat.ImagePart image => $"[{image.FileName ?? image.MediaType}]",
                    _ => "",
                });
            }

            if (message.Error is { } error)
            {
                await session.Output.WriteLineAsync($"({error.Message})");
            }
        }

        return ExitCode.Ok;
    }

    private static async Task<int> SearchAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ChatSearchHandler(session.Sidecar.Chats).HandleAsync(
            new(parsed.GetRequiredValue(Query), parsed.GetValue(Limit)), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var hit in result.Hits)
        {
            var snippet = hit.Snippet.ReplaceLineEndings(" ").Replace(SearchHit.MatchStart, '[').Replace(SearchHit.MatchEnd, ']');
            await session.Output.WriteLineAsync($"{hit.ChatId}  {Local(hit.CreatedAt)}  {hit.ChatTitle}\n    {snippet}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> DeleteAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ChatDeleteHandler(session.Sidecar.Chats).HandleAsync(new(parsed.GetRequiredValue(Id)), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
        }

        return ExitCode.Ok;
    }

    private static string Local(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
