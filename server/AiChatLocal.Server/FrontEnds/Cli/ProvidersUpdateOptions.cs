using System.CommandLine;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The options of <c>providers update</c>: those of <c>providers add</c>, where one that is not given leaves what is set.</summary>
internal static class ProvidersUpdateOptions
{
    private static readonly Option<string?> NewName = new("--name")
    {
        Description = "Another name. It changes its models' names: the default model follows, chats that name the old one do not.",
        HelpName = "name",
    };

    private static readonly Option<bool> NoKey = new("--no-api-key") { Description = "Forget the API key." };

    private static readonly Option<bool> NoAdminKey = new("--no-admin-key") { Description = "Forget the key for managing models." };

    private static readonly Option<bool> NoTextgen = new("--no-textgen") { Description = "Forget mode, character, templates and the like." };

    public static Command AddTo(Command command)
    {
        command.Add(NewName);
        command.Add(NoKey);
        command.Add(NoAdminKey);
        command.Add(NoTextgen);
        return ProvidersAddOptions.AddTo(command);
    }

    public static async Task<ProvidersUpdateParams> ReadAsync(ParseResult parsed, ProviderInfo now, CancellationToken cancellationToken)
    {
        var given = await ProvidersAddOptions.ReadAsync(parsed, now.Kind, parsed.GetValue(NewName) ?? now.Name, now.Route, cancellationToken);
        // Another vendor has another address.
        var address = given.BaseUrl ?? (given.Preset is null ? now.BaseUrl : null);
        return new(
            now.ProviderId,
            given.Name,
            address,
            given.ApiKey,
            given.ApiKeyVariable,
            parsed.GetValue(NoKey),
            given.Preset ?? now.Preset,
            given.Api ?? now.Api,
            given.Headers is { Count: > 0 } ? given.Headers : now.HeaderNames?.Select(name => new ProviderHeader(name)).ToList(),
            given.Query is { Count: > 0 } ? given.Query : now.Query,
            given.ExtraBody ?? now.ExtraBody,
            given.ModelsPath ?? now.ModelsPath,
            given.ChatPath ?? now.ChatPath,
            given.AdminKey,
            given.AdminKeyVariable,
            parsed.GetValue(NoAdminKey),
            parsed.GetValue(NoTextgen) ? given.Textgen : TextgenFlags.Merge(given.Textgen, now.Textgen),

            given.Route);
    }
}
