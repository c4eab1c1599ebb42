using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Docs;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md", "ReadmeSnippets.cs")]
    [InlineData("docs/experiments.md", "ExperimentSnippets.cs")]
    [InlineData("docs/testing.md", "../../ServerSessions.Testing.Tests/VoucherGuessingTests.cs", "../../ServerSessions.Testing.Tests/ShopTests.cs", "../../ServerSessions.Testing.Tests/StorefrontTests.cs")]
    public void Every_line_of_code_that_is_shown_compiles(string page, params string[] code)
    {
        var root = SourceTree.Root();
        var snippets = code.SelectMany(c => File.ReadAllLines(Path.Combine(root, "tests/ServerSessions.Tests/Docs", c))).Select(l => l.Trim()).ToHashSet();
        var shown = Code(File.ReadAllLines(Path.Combine(root, page))).ToList();
        Assert.NotEmpty(shown);
        Assert.DoesNotContain(shown, line => !snippets.Contains(line));
    }

    [Fact]
    public async Task The_readmes_application_starts_and_its_reports_are_closed()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        await using var app = ReadmeSnippets.Build(builder, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        await app.StartAsync();
        using var client = app.GetTestClient();
        Assert.Equal("24", await client.GetStringAsync("/stock"));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("/admin/sessions")).StatusCode);
    }

    private static IEnumerable<string> Code(IEnumerable<string> lines)
    {
        var inCode = false;
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (line == "```csharp")
                inCode = true;
            else if (line == "```")
                inCode = false;
            else if (inCode && line.Length > 0)
                yield return line;
        }
    }
}
