using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Architecture;

/// <summary>Finds which folders of an assembly use which others, by what the compiler understands of their names.</summary>
internal static class SourceArrows
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<SourceArrow>>> Found = new(StringComparer.Ordinal);

    public static IReadOnlyList<SourceArrow> Of(string assembly) => Found.GetOrAdd(assembly, a => new(() => Read(a))).Value;

    private static List<SourceArrow> Read(string assembly)
    {
        var root = Path.Combine(SourceTree.Root(), "src", assembly);
        var trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), new CSharpParseOptions(LanguageVersion.Latest), f)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileNameWithoutExtension(p) != assembly).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            assembly, trees.Prepend(CSharpSyntaxTree.ParseText(GlobalUsings)), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. trees.AsParallel().SelectMany(tree => Of(root, compilation.GetSemanticModel(tree))).Distinct()];
    }

    private static IEnumerable<SourceArrow> Of(string root, SemanticModel model)
    {
        var file = model.SyntaxTree.FilePath;
        var from = Folder(root, file);
        foreach (var name in model.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null);
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            foreach (var declared in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
                if (Folder(root, declared.SyntaxTree.FilePath) is var to && to != from)
                    yield return new SourceArrow(from, to, Path.GetRelativePath(root, file), type!.Name);
        }
    }

    private static string Folder(string root, string file) => Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Replace('\\', '/');
}
