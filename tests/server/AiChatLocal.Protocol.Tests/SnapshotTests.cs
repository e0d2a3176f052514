using System.Text.Json;
using System.Text.Json.Nodes;
using AiChatLocal.Protocol.Generator;
using Xunit;

namespace AiChatLocal.Protocol.Tests;

/// <summary>
/// What each message looks like on the wire. After a wanted change of the contract: delete the file, run these tests once (they
/// write it and fail), and read the difference.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly string File = Path.Combine(GeneratedFiles.FindRoot(), "tests", "fixtures", "contract-messages.json");

    [Fact]
    public void Every_message_is_written_as_before()
    {
        var now = new JsonObject(Messages.Names.Select(row => (string)row.Data)
            .Select(name => KeyValuePair.Create(name, (JsonNode?)Messages.Written(name, Sample.Full))));
        if (!System.IO.File.Exists(File))
        {
            System.IO.File.WriteAllText(File, PrettyJson.Write(now));
            Assert.Fail($"{File} did not exist and has been written. Read it and commit it.");
        }

        Assert.Equal(System.IO.File.ReadAllText(File), PrettyJson.Write(now), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void A_message_survives_being_read_and_written(string name)
    {
        var json = Snapshot(name);
        Assert.Equal(json.ToJsonString(), Messages.ReadAndWritten(name, json).ToJsonString());
    }

    private static JsonNode Snapshot(string name) => JsonNode.Parse(System.IO.File.ReadAllText(File))![name]!;
}
