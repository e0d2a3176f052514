using AiChatLocal.Core.Configuration;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Tests.Http;

public sealed class ApiKeysTests
{
    [Theory]
    [InlineData("bad key mine-123", "bad key •••")]
    [InlineData("Incorrect key sk-proj-abcd****wxyz.", "Incorrect key sk-•••")]
    [InlineData("Authorization: Bearer eyJhbGciOi.abc-def", "Authorization: Bearer •••")]
    [InlineData("?key=AIzaSyA1234567890&x=1", "?key=AIza•••&x=1")]
    [InlineData("invalid x-api-key sk-ant-api03-abc_DEF-123, AQ.Ab8RN6Kx9", "invalid x-api-key sk-•••, AQ.•••")]
    [InlineData("sk-learn and sk-short stay, task-management too", "sk-learn and sk-short stay, task-management too")]
    public void Keys_are_masked_and_words_stay(string text, string expected) =>
        Assert.Equal(expected, ApiKeys.Redact(text, new Secret("mine-123")));
}
