namespace AiChatLocal.Storage;

/// <summary>
/// Every column that holds what a user or a model wrote passes here on its way in and out, so that encryption at rest is one switch.
/// Full-text search needs plain text: a codec that hides it has to bring its own index.
/// </summary>
internal interface IContentCodec
{
    string Encode(string plain);

    string Decode(string stored);

    byte[] Encode(ReadOnlyMemory<byte> plain);

    ReadOnlyMemory<byte> Decode(byte[] stored);
}

internal sealed class PlainContent : IContentCodec
{
    public static readonly PlainContent Instance = new();

    public string Encode(string plain) => plain;

    public string Decode(string stored) => stored;

    public byte[] Encode(ReadOnlyMemory<byte> plain) => plain.ToArray();

    public ReadOnlyMemory<byte> Decode(byte[] stored) => stored;
}
