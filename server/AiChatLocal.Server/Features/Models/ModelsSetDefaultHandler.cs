using AiChatLocal.Core.Configuration;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsSetDefaultHandler(ModelCatalog models, IConfigurationStore configuration)
{
    public async Task<EmptyResult> HandleAsync(ModelsSetDefaultParams parameters, CancellationToken cancellationToken)
    {
        if (parameters.Model is { } model)
        {
            // A name whose provider does not exist is refused; whether its server has the model is known only when it is asked.
            await models.ResolveAsync(model, cancellationToken);
        }

        await configuration.UpdateAsync(current => current with { DefaultModel = parameters.Model }, cancellationToken);
        return EmptyResult.Instance;
    }
}
