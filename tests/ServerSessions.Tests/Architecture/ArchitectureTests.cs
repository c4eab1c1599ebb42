using System.Reflection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Architecture;

/// <summary>References are the arrows between assemblies; within one, folders use each other as docs/architecture.md says, and never in a circle.</summary>
public class ArchitectureTests
{
    // What each folder may use, in an order in which every folder uses only earlier ones.
    private static readonly Dictionary<string, string[]> Core = new()
    {
        ["Model"] = [],
        ["Settings"] = ["Model"],
        ["Diagnostics"] = ["Model"],
        ["Storage"] = ["Model"],
        ["Places"] = ["Model", "Diagnostics"],
        ["Privacy"] = ["Model", "Diagnostics", "Storage", "Places"],
        ["Requests"] = ["Model", "Privacy"],
        ["Detection"] = ["Model", "Diagnostics"],
        ["Insights"] = ["Model", "Settings"],
        ["Journeys"] = ["Model", "Settings", "Diagnostics", "Storage", "Privacy", "Detection", "Insights"],
        ["Personalization"] = ["Model", "Settings", "Storage", "Detection", "Insights", "Journeys"],
        ["Alerts"] = ["Model", "Diagnostics", "Storage"],
        ["Response"] = ["Model", "Diagnostics", "Storage"],
        ["Consents"] = ["Model", "Diagnostics", "Storage"],
        ["Reports"] = ["Model", "Settings", "Diagnostics", "Storage", "Places", "Privacy", "Detection", "Insights", "Journeys", "Personalization", "Alerts", "Response"],
        ["PersonalData"] = ["Model", "Diagnostics", "Storage", "Privacy", "Detection", "Journeys", "Personalization", "Alerts", "Response", "Consents", "Reports"],
        ["Hosting"] = ["Model", "Settings", "Diagnostics", "Storage", "Places", "Privacy", "Detection", "Insights", "Journeys", "Personalization", "Alerts", "Response", "Consents", "Reports", "PersonalData"],
    };

    private static readonly Dictionary<string, string[]> Web = new()
    {
        ["Settings"] = [],
        ["Response"] = ["Settings"],
        ["Capture"] = ["Settings", "Response"],
        ["Reports"] = ["Capture"],
        ["Personalization"] = ["Capture", "Reports"],
        ["Beacon"] = ["Settings", "Capture"],
        ["Person"] = ["Settings", "Response", "Capture", "Reports", "Beacon"],
        ["Hosting"] = ["Settings", "Response", "Capture", "Reports", "Personalization", "Beacon", "Person"],
    };

    // What an assembly of ours may reference of others.
    private static readonly Dictionary<string, Func<string, bool>> References = new()
    {
        ["ServerSessions.Core"] = name => !name.StartsWith("ServerSessions", StringComparison.Ordinal) && name != "StackExchange.Redis"
            && (!name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "Microsoft.AspNetCore.DataProtection.Abstractions"),
        ["ServerSessions"] = name => name == "ServerSessions.Core" || (!name.StartsWith("ServerSessions", StringComparison.Ordinal) && name != "StackExchange.Redis"),
        ["ServerSessions.Redis"] = name => name == "ServerSessions.Core" || (!name.StartsWith("ServerSessions", StringComparison.Ordinal) && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)),
        ["ServerSessions.MaxMind"] = name => name == "ServerSessions.Core" || (!name.StartsWith("ServerSessions", StringComparison.Ordinal) && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)),
        ["ServerSessions.Dashboard"] = name => name is "ServerSessions.Core" or "ServerSessions" || !name.StartsWith("ServerSessions", StringComparison.Ordinal),
        ["ServerSessions.Recordings"] = name => name is "ServerSessions.Core" or "ServerSessions" || !name.StartsWith("ServerSessions", StringComparison.Ordinal),
        ["ServerSessions.Recordings.S3"] = name => name is "ServerSessions.Core" or "ServerSessions" or "ServerSessions.Recordings" || !name.StartsWith("ServerSessions", StringComparison.Ordinal),
        ["ServerSessions.Mcp"] = name => name is "ServerSessions.Core" or "ServerSessions" || !name.StartsWith("ServerSessions", StringComparison.Ordinal),
        ["ServerSessions.Testing"] = name => name is "ServerSessions.Core" or "ServerSessions"
            || (!name.StartsWith("ServerSessions", StringComparison.Ordinal) && name != "StackExchange.Redis" && !name.StartsWith("xunit", StringComparison.Ordinal)),
        ["ServerSessions.Cli"] = name => name is "ServerSessions.Core" or "ServerSessions.MaxMind" or "ServerSessions.Simulation" or "ServerSessions.Simulation.Shop"
            || (!name.StartsWith("ServerSessions", StringComparison.Ordinal) && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)),
        ["ServerSessions.Simulation"] = name => !name.StartsWith("ServerSessions", StringComparison.Ordinal),
        ["ServerSessions.Simulation.Shop"] = name => name is "ServerSessions.Core" or "ServerSessions.Simulation"
            || (!name.StartsWith("ServerSessions", StringComparison.Ordinal) && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)),
    };

    public static TheoryData<string> Assemblies => [.. References.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assemblies_reference_only_what_the_design_lets_them_reference(string assembly)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(r => r.Name!).ToList();
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, name => !References[assembly](name));
    }

    [Theory]
    [InlineData("ServerSessions.Core")]
    [InlineData("ServerSessions")]
    public void Folders_use_only_what_the_design_lets_them_use(string assembly)
    {
        var allowed = Table(assembly);
        var arrows = SourceArrows.Of(assembly).Select(a => (From: Top(a.From), To: Top(a.To), a.File, a.Type)).Where(a => a.From != a.To).ToList();
        Assert.InRange(arrows.Count, 50, int.MaxValue);
        Assert.DoesNotContain(arrows, a => !allowed.TryGetValue(a.From, out var may) || !may.Contains(a.To));
        // An arrow that no file needs any more is taken out of the table.
        var unneeded = allowed.SelectMany(f => f.Value.Select(to => (f.Key, to))).Except(arrows.Select(a => (a.From, a.To)));
        Assert.Equal([], unneeded);
    }

    [Theory]
    [InlineData("ServerSessions.Core")]
    [InlineData("ServerSessions")]
    [InlineData("ServerSessions.Redis")]
    [InlineData("ServerSessions.Recordings")]
    [InlineData("ServerSessions.Cli")]
    [InlineData("ServerSessions.Simulation")]
    [InlineData("ServerSessions.Simulation.Shop")]
    public void No_two_folders_use_each_other(string assembly)
    {
        var arrows = SourceArrows.Of(assembly).GroupBy(a => (a.From, a.To)).ToDictionary(g => g.Key, g => g.ToList());
        // A folder and one inside it are one idea in two sizes.
        var circles = arrows.Keys.Where(a => string.CompareOrdinal(a.From, a.To) < 0 && arrows.ContainsKey((a.To, a.From)) && !IsInside(a.To, a.From));
        Assert.True(!circles.Any(), string.Join("\n", circles.Select(c => $"{c.From} uses {Types(arrows[c])}; {c.To} uses {Types(arrows[(c.To, c.From)])}")));
    }

    [Theory]
    [InlineData("ServerSessions.Core")]
    [InlineData("ServerSessions")]
    public void The_table_has_every_folder_and_no_circle(string assembly)
    {
        var table = Table(assembly);
        var folders = Directory.GetDirectories(Path.Combine(SourceTree.Root(), "src", assembly)).Where(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories).Any()).Select(Path.GetFileName).Where(d => d is not ("bin" or "obj"));
        Assert.Equal(folders.Order(StringComparer.Ordinal), table.Keys.Order(StringComparer.Ordinal));
        var order = table.Keys.ToList();
        Assert.DoesNotContain(table, f => f.Value.Any(to => order.IndexOf(to) >= order.IndexOf(f.Key)));
    }

    [Fact]
    public void The_page_of_the_architecture_shows_the_same_tables()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root(), "docs", "architecture.md"));
        foreach (var (folder, may) in Core.Concat(Web))
            Assert.Contains($"| {folder} | ", page, StringComparison.Ordinal);
        foreach (var (folder, may) in Core)
            Assert.Contains($" | {(may.Length == 0 ? "nothing" : string.Join(", ", may))} |", Line(page, $"| {folder} | "), StringComparison.Ordinal);
    }

    private static string Line(string page, string start) => page.Split('\n').First(l => l.StartsWith(start, StringComparison.Ordinal));

    private static Dictionary<string, string[]> Table(string assembly) => assembly == "ServerSessions" ? Web : Core;

    private static bool IsInside(string folder, string other) => other.Length == 0 || folder.StartsWith(other + "/", StringComparison.Ordinal);

    private static string Types(IEnumerable<SourceArrow> arrows) => string.Join(", ", arrows.Select(a => $"{a.Type} in {a.File}").Order(StringComparer.Ordinal));

    private static string Top(string folder) => folder.Split('/')[0];
}
