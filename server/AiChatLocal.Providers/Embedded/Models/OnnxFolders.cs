namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>
/// Folders in the layout of Transformers.js: <c>config.json</c>, <c>tokenizer.json</c> and <c>tokenizer_config.json</c>, the weights in
/// <c>onnx/model*.onnx</c>, where the name tells the type of the numbers.
/// </summary>
internal static class OnnxFolders
{
    /// <summary>The types in the order of preference on a processor: small and quick ones first. The names are Transformers.js's.</summary>
    private static readonly (string FileName, string Type)[] Variants =
    [
        ("model_quantized.onnx", "q8"), ("model_int8.onnx", "int8"), ("model_uint8.onnx", "uint8"), ("model_q4.onnx", "q4"), ("model_bnb4.onnx", "bnb4"),
        ("model_q4f16.onnx", "q4f16"), ("model.onnx", "fp32"), ("model_fp16.onnx", "fp16"),
    ];

    /// <param name="weights">A file <c>model*.onnx</c>.</param>
    /// <returns>The folder's models: its best variant by the name of the folder, the others with their type behind a colon.</returns>
    public static IEnumerable<LocalModel> Describe(IEnumerable<FileInfo> weights, Func<string, string> idOf) => weights
        .Where(file => file.Directory is { Name: "onnx", Parent: not null })
        .GroupBy(file => file.Directory!.Parent!.FullName, StringComparer.Ordinal)
        .SelectMany(folder => DescribeFolder(folder.Key, [.. folder], idOf(folder.Key)));

    private static IEnumerable<LocalModel> DescribeFolder(string folder, FileInfo[] files, string id)
    {
        var configuration = OnnxConfiguration.Read(Path.Combine(folder, "config.json"));
        if (configuration.Capability is not { } capability) return [];
        return Variants
            .Select(variant => (File: files.FirstOrDefault(file => file.Name.Equals(variant.FileName, StringComparison.OrdinalIgnoreCase)), variant.Type))
            .Where(variant => variant.File is not null)
            .Select((variant, index) => new LocalModel(index == 0 ? id : $"{id}:{variant.Type}", variant.File!.FullName, SizeOf(variant.File))
            {
                DisplayName = index == 0 ? Path.GetFileName(folder) : $"{Path.GetFileName(folder)} ({variant.Type})",
                Capability = capability,
                Quantization = variant.Type,
                Family = configuration.Family,
                ContextLength = configuration.ContextLength,
            });
    }

    /// <summary>Large models keep their numbers in files beside: <c>model.onnx_data</c>, <c>model.onnx_data_1</c> and so on.</summary>
    private static long SizeOf(FileInfo file) => file.Length + file.Directory!.EnumerateFiles(file.Name + "_data*").Sum(data => data.Length);
}
