using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Prompts;

namespace AiChatLocal.Server.Features.Prompts;

internal sealed class PromptsSaveHandler(PromptLibrary prompts)
{
    public async Task<EmptyResult> HandleAsync(PromptsSaveParams parameters, CancellationToken cancellationToken)
    {
        var title = string.IsNullOrWhiteSpace(parameters.Title) ? parameters.Name : parameters.Title.Trim();
        await prompts.SaveAsync(new(parameters.Name, title, parameters.Text, parameters.IsEditorAction ?? false), parameters.Before, cancellationToken);
        return EmptyResult.Instance;
    }
}
