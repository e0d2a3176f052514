using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Prompts;

namespace AiChatLocal.Server.Features.Prompts;

internal sealed class PromptsRemoveHandler(PromptLibrary prompts)
{
    public async Task<EmptyResult> HandleAsync(PromptsRemoveParams parameters, CancellationToken cancellationToken)
    {
        await prompts.RemoveAsync(parameters.Name, cancellationToken);
        return EmptyResult.Instance;
    }
}
