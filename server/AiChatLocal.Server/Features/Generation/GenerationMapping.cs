using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Generation;
using AiChatLocal.Server.Features.Models;
using Wire = AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Generation;

/// <summary>Between the contract's options and the domain's; what no server could take is refused here, with its name.</summary>
internal static class GenerationMapping
{
    public static GenerationSettings FromWire(this Wire.GenerationOptions? options)
    {
        if (options is null)
        {
            return GenerationSettings.None;
        }

        Check("temperature", options.Temperature, 0, 5);
        Check("topP", options.TopP, 0, 1);
        Check("topK", options.TopK, 0, int.MaxValue);
        Check("minP", options.MinP, 0, 1);
        Check("frequencyPenalty", options.FrequencyPenalty, -2, 2);
        Check("presencePenalty", options.PresencePenalty, -2, 2);
        Check("repeatPenalty", options.RepeatPenalty, 0, 10);
        Check("maxTokens", options.MaxTokens, 1, int.MaxValue);
        Check("thinkingBudget", options.ThinkingBudget, 0, int.MaxValue);
        Check("contextLength", options.ContextLength, 64, int.MaxValue);
        if (options.Stop?.Any(text => text.Length == 0) == true)
        {
            throw Invalid("stop", $"An empty text would end every answer at once.");
        }

        CheckSchema(options.JsonSchema);
        return new(
            options.Temperature,
            options.TopP,
            options.TopK,
            options.MinP,
            options.FrequencyPenalty,
            options.PresencePenalty,
            options.RepeatPenalty,
            options.Seed,
            options.MaxTokens,
            options.Stop,
            options.JsonSchema,
            (ThinkingLevel?)options.Thinking,
            options.ThinkingBudget,
            options.ContextLength,
            KeepAliveTimes.FromSeconds(options.KeepAliveSeconds));
    }

    /// <returns>Null when nothing is set.</returns>
    public static Wire.GenerationOptions? ToWire(this GenerationSettings settings) => settings == GenerationSettings.None ? null : new(
        settings.Temperature,
        settings.TopP,
        settings.TopK,
        settings.MinP,
        settings.FrequencyPenalty,
        settings.PresencePenalty,
        settings.RepeatPenalty,
        settings.Seed,
        settings.MaxTokens,
        settings.Stop,
        settings.JsonSchema,
        (Wire.ThinkingLevel?)settings.Thinking,
        settings.ThinkingBudget,
        settings.ContextLength,
        KeepAliveTimes.ToSeconds(settings.KeepAlive));

    public static OverflowChoice FromWire(this Wire.OverflowChoice? choice) => (OverflowChoice)(choice ?? Wire.OverflowChoice.Refuse);

    public static Wire.ContextUse ToWire(this ContextUse use) =>
        new(use.Window, use.Reserved, use.System, use.History, use.Files, use.Question, use.Estimated, use.RaiseTo, use.RaiseBytes);

    private static void Check(string name, double? value, double least, double most)
    {
        if (value is { } given && !(given >= least && given <= most))
        {
            throw Invalid(name, most == int.MaxValue ? T($"It is {given}, and must be {least} or more.") : T($"It is {given}, and must be {least} to {most}."));
        }
    }

    private static void CheckSchema(string? schema)
    {
        if (schema is null)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(schema);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid("jsonSchema", $"A JSON Schema is an object.");
            }
        }
        catch (JsonException exception)
        {
            throw Invalid("jsonSchema", $"It is not JSON: {exception.Message}");
        }
    }

    private static RequestException Invalid(string name, LocalizedString why) =>
        new(new(ProblemKind.Invalid, $"The option {name} cannot be sent.", why, $"Correct it, or leave it out."));
}
