using AiChatLocal.Protocol.Prompts;

namespace AiChatLocal.Server.Features.Prompts;

internal sealed class PromptsListHandler(PromptLibrary prompts)
{
    public async Task<PromptsListResult> HandleAsync(PromptsListParams _, CancellationToken cancellationToken) =>
        new([.. (await prompts.ListAsync(cancellationToken)).Select(prompt => new Prompt(prompt.Name, prompt.Title, prompt.Text, prompt.IsEditorAction))]);
}
