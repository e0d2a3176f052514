using AiChatLocal.Core;
using AiChatLocal.Providers.Embedded.Models;

namespace AiChatLocal.Providers.Tests.Embedded;

public sealed class OnnxFoldersTests : IDisposable
{
    private const string Llama = """{ "architectures": ["LlamaForCausalLM"], "model_type": "llama", "max_position_embeddings": 4096 }""";

    private readonly TempFolder _folder = new();

    [Fact]
    public void Folder_is_listed_with_what_its_configuration_tells()
    {
        Write("toy", Llama, "model_quantized.onnx");
        var model = Assert.Single(List());
        Assert.Equal(
            new LocalModel("toy", Path.Combine(_folder.Path, "models", "toy", "onnx", "model_quantized.onnx"), 7)
            {
                DisplayName = "toy",
                Capability = "chat",
                Quantization = "q8",
                Family = "llama",
                ContextLength = 4096,
            },
            model);
    }

    [Fact]
    public void Each_type_of_numbers_is_a_model_and_the_folders_name_means_the_best()
    {
        Write("maker/many", Llama, "model.onnx", "model_q4.onnx", "model_fp16.onnx", "other.onnx");
        Assert.Equal(["maker/many", "maker/many:fp16", "maker/many:fp32"], List().Select(model => model.Id));
        Assert.Equal(["q4", "fp16", "fp32"], List().Select(model => model.Quantization));
    }

    [Fact]
    public void Numbers_beside_the_file_count_to_its_size()
    {
        Write("large", Llama, "model.onnx");
        _folder.Write("models/large/onnx/model.onnx_data", "0123456789");
        _folder.Write("models/large/onnx/model.onnx_data_1", "01234");
        Assert.Equal(22, Assert.Single(List()).SizeBytes);
    }

    [Theory]
    [InlineData("""{ "architectures": ["BertModel"], "model_type": "bert", "max_position_embeddings": 512 }""", "embedding", 512)]
    [InlineData("""{ "architectures": ["GPT2LMHeadModel"], "n_positions": 1024 }""", "chat", 1024)]
    [InlineData("""{ "architectures": ["Gemma3ForCausalLM"], "text_config": { "max_position_embeddings": 32768 } }""", "chat", 32768)]
    [InlineData("""{ "architectures": 5, "max_position_embeddings": "many" }""", "chat", null)]
    [InlineData("not JSON", "chat", null)]
    public void Capability_and_window_come_from_the_configuration(string configuration, string capability, int? contextLength)
    {
        Write("model", configuration, "model.onnx");
        var model = Assert.Single(List());
        Assert.Equal(capability, model.Capability);
        Assert.Equal(contextLength, model.ContextLength);
    }

    [Fact]
    public void Models_for_other_things_and_unfinished_downloads_are_not_listed()
    {
        Write("speech", """{ "architectures": ["WhisperForConditionalGeneration"] }""", "model.onnx");
        Write(".downloads/half", Llama, "model.onnx");
        _folder.Write("models/loose/model.onnx", "weights");
        Assert.Empty(List());
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<LocalModel> List() => new LocalModels(new DataDirectory(_folder.Path)).List();

    private void Write(string name, string configuration, params string[] weights)
    {
        _folder.Write($"models/{name}/config.json", configuration);
        foreach (var file in weights) _folder.Write($"models/{name}/onnx/{file}", "weights");
    }
}
