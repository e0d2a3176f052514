using AiChatLocal.Protocol.Generator;

// Writes the files that are generated from the contract; with --check only names those that are stale, and fails if there is one.
if (args is not ([] or ["--check"]))
{
    Console.Error.WriteLine("Usage: npm run generate [-- --check]");
    return 2;
}

var root = GeneratedFiles.FindRoot();
var files = GeneratedFiles.Of(ContractReader.Read());
var stale = GeneratedFiles.Stale(root, files).ToList();
if (args is [])
    GeneratedFiles.Write(root, files);
foreach (var file in stale)
    Console.WriteLine(args is [] ? $"wrote {file}" : $"stale: {file} (run `npm run generate`)");
return args is [] || stale.Count == 0 ? 0 : 1;
