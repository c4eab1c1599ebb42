using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A failing field keeps the names that the application declares, and no text that the client sent, whatever reads the body.</summary>
public sealed class ClientNamesTests
{
    private const string Secret = "secretk3y";

    [Theory]
    [InlineData("""{"boxes":[{"counts":{"secretk3y":"x"}}]}""", "boxes")]
    [InlineData("""{"Boxes":[{"Counts":{"secretk3y":"x"}},{"Counts":{"a.secretk3y[0]":"y"}}]}""", "Boxes")]
    [InlineData("""{"boxes":[{"counts":{"a'].secretk3y['b":"x"}}]}""", "boxes")]
    [InlineData("""{"weights":{"secretk3y":{"grams":"x"}}}""", "weights")]
    [InlineData("""{"weights":{"secretk3y":{"grams":77}}}""", "Weights")]
    [InlineData("""{"to":{"name":{"secretk3y":1}},"boxes":[]}""", "to")]
    [InlineData("""{"boxes":"secretk3y"}""", "boxes")]
    public async Task Newtonsoft_keeps_names_of_members_only(string body, string member)
    {
        var fields = await FieldsAsync(body, s => s.AddControllers().AddNewtonsoftJson());
        Assert.DoesNotContain(fields, f => f.Contains(Secret, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(fields, f => f.StartsWith(member, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("""{"boxes":[{"counts":{"secretk3y":"x"}}]}""")]
    [InlineData("""{"weights":{"secretk3y":{"grams":"x"}}}""")]
    [InlineData("""{"weights":{"secretk3y":{"grams":77}}}""")]
    [InlineData("""{"to":{"name":{"secretk3y":1}}}""")]
    public async Task So_does_system_text_json(string body)
    {
        var fields = await FieldsAsync(body, _ => { });
        Assert.NotEmpty(fields);
        Assert.DoesNotContain(fields, f => f.Contains(Secret, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("secretk3y", "(other)")]
    [InlineData("Boxes.secretk3y", "Boxes")]
    [InlineData("boxes[3].counts.secretk3y", "boxes[].counts")]
    [InlineData("boxes['secretk3y'].counts", "boxes")]
    [InlineData("to.name", "to.name")]
    [InlineData("re_cipient.NAME", "re_cipient.NAME")]
    [InlineData("shipment.secretk3y", "shipment")]
    public async Task A_formatter_of_the_application_is_trusted_no_further(string key, string kept) =>
        // MVC adds that the parameter itself is missing.
        Assert.Equal(
            new[] { "shipment", kept }.Distinct().Order(StringComparer.Ordinal),
            (await FieldsAsync(key, s => s.Configure<MvcOptions>(o => o.InputFormatters.Insert(0, new FailingFormatter())))).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Neither_is_a_binder() =>
        Assert.Contains("(other)", await AssertKeptAsync("/mvc/bound", new StringContent(Secret)));

    [Fact]
    public async Task Neither_is_the_validation_of_a_form() =>
        Assert.Contains("Text", await AssertKeptAsync("/mvc/note", new FormUrlEncodedContent([KeyValuePair.Create("Text", Secret)])));

    [Fact]
    public async Task Neither_is_a_page_with_a_body() =>
        Assert.Contains("weights", await AssertKeptAsync("/shipment", new StringContent("""{"weights":{"secretk3y":{"grams":"x"}}}""", Encoding.UTF8, "application/json")));

    [Fact]
    public async Task Neither_is_a_minimal_api()
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapPost("/notes", (TestNote note) => Results.ValidationProblem(new Dictionary<string, string[]> { [note.Text!] = ["wrong"], ["text"] = ["wrong"] })),
            s => s.AddProblemDetails());
        await app.Visitor("application/json").PostAsync("/notes", new StringContent($$"""{"text":"{{Secret}}"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(["(other)", "text"], Assert.Single((await app.OnlySessionAsync(1)).Steps).Fields.Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> AssertKeptAsync(string path, HttpContent content)
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, s =>
        {
            TestMvc.Add(s);
            s.AddControllers().AddNewtonsoftJson();
        });
        await app.Visitor("application/json").PostAsync(path, content);
        var step = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal(Outcome.Invalid, step.Outcome);
        Assert.DoesNotContain(step.Fields, f => f.Contains(Secret, StringComparison.OrdinalIgnoreCase));
        return step.Fields;
    }

    private static async Task<IReadOnlyList<string>> FieldsAsync(string body, Action<IServiceCollection> services)
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, s =>
        {
            TestMvc.Add(s);
            services(s);
        });
        await app.Visitor("application/json").PostAsync("/mvc/shipment", new StringContent(body, Encoding.UTF8, "application/json"));
        var step = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal(Outcome.Invalid, step.Outcome);
        return step.Fields;
    }

    private sealed class FailingFormatter : IInputFormatter
    {
        public bool CanRead(InputFormatterContext context) => true;

        public async Task<InputFormatterResult> ReadAsync(InputFormatterContext context)
        {
            using var reader = new StreamReader(context.HttpContext.Request.Body);
            context.ModelState.AddModelError(await reader.ReadToEndAsync(), "wrong");
            return await InputFormatterResult.FailureAsync();
        }
    }
}
