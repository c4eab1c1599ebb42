using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A refused input is invalid, with the names of the failing fields and never a value.</summary>
public sealed class ValidationTests
{
    private const string Value = "not-an-address-7f3a";

    [Theory]
    [InlineData("none")]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("custom writer")]
    public async Task A_minimal_api_reports_the_failing_fields(string problemDetails)
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapPost("/orders", (TestOrder order) => order.Name),
            s =>
            {
                TestValidation.Add(s);
                if (problemDetails == "custom writer")
                    s.AddSingleton<IProblemDetailsWriter, PlainProblems>();
                if (problemDetails is "before" or "custom writer")
                    s.AddProblemDetails();
            },
            after: s =>
            {
                if (problemDetails == "after")
                    s.AddProblemDetails();
            });
        var response = await app.Visitor("application/json").PostAsJsonAsync("/orders", new { Email = Value });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        if (problemDetails == "custom writer")
            Assert.Equal("plain problem", await response.Content.ReadAsStringAsync());
        await AssertInvalidAsync(app, "POST /orders", "Email", "Name");
    }

    [Fact]
    public async Task An_api_controller_reports_the_failing_fields()
    {
        await using var app = await StartMvcAsync();
        await app.Visitor("application/json").PostAsJsonAsync("/mvc/orders", new { Email = Value });
        await AssertInvalidAsync(app, "POST /mvc/orders", "Email", "Name");
    }

    [Fact]
    public async Task An_api_controller_reports_the_failing_fields_of_a_query_too()
    {
        await using var app = await StartMvcAsync();
        await app.Visitor("application/json").GetAsync("/mvc/orders?count=many");
        await AssertInvalidAsync(app, "GET /mvc/orders", "count");
    }

    [Fact]
    public async Task A_view_shown_again_with_errors_is_invalid()
    {
        await using var app = await StartMvcAsync();
        var response = await app.Visitor().PostAsync("/mvc/form", Form(("Email", Value)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await AssertInvalidAsync(app, "POST /mvc/form", "Email", "Name");
    }

    [Fact]
    public async Task A_razor_page_shown_again_with_errors_is_invalid()
    {
        await using var app = await StartMvcAsync();
        var response = await app.Visitor().PostAsync("/order", Form(("Email", Value)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await AssertInvalidAsync(app, "page.order", "Email", "Name");
    }

    [Fact]
    public async Task An_invalid_model_that_the_application_ignores_is_no_refusal()
    {
        await using var app = await StartMvcAsync();
        Assert.Equal(HttpStatusCode.Found, (await app.Visitor().PostAsync("/mvc/ignored", Form(("Email", Value)))).StatusCode);
        var step = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal(Outcome.Redirected, step.Outcome);
        Assert.Empty(step.Fields);
    }

    [Fact]
    public async Task The_first_look_at_a_form_is_no_refusal()
    {
        await using var app = await StartMvcAsync();
        await app.Visitor().GetAsync("/order");
        Assert.Equal(Outcome.Ok, Assert.Single((await app.OnlySessionAsync(1)).Steps).Outcome);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_invalid()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseAntiforgery();
                a.MapPost("/form", ([FromForm] string name) => name);
            },
            s => s.AddAntiforgery(), environment: "Production");
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Visitor().PostAsync("/form", Form(("name", "x")))).StatusCode);
        Assert.Equal(Outcome.Invalid, Assert.Single((await app.OnlySessionAsync(1)).Steps).Outcome);
    }

    [Theory]
    [InlineData("<script>")]
    [InlineData("name with spaces")]
    [InlineData("4111111111111111")]
    [InlineData("an_endless_name_an_endless_name_an_endless_name_an_endless_name_an_endless_name")]
    public async Task A_hostile_field_name_is_not_kept(string name)
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapPost("/bag", ([FromQuery] int? size) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [name] = ["wrong"], ["Size"] = ["wrong"] })),
            s => s.AddProblemDetails());
        await app.Visitor("application/json").PostAsync("/bag", null);
        await AssertInvalidAsync(app, "POST /bag", "(other)", "Size");
    }

    [Fact]
    public async Task A_key_that_the_client_invented_in_json_is_not_kept()
    {
        await using var app = await StartMvcAsync();
        await app.Visitor("application/json").PostAsync("/mvc/bag", new StringContent("""{"Counts":{"secretk3y":"x"}}""", System.Text.Encoding.UTF8, "application/json"));
        var step = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal(Outcome.Invalid, step.Outcome);
        Assert.DoesNotContain(step.Fields, f => f.Contains("secret", StringComparison.Ordinal));
    }

    private static Task<TrackedApp> StartMvcAsync() => TrackedApp.StartAsync(TestMvc.Map, TestMvc.Add);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static async Task AssertInvalidAsync(TrackedApp app, string name, params string[] fields)
    {
        var step = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal((name, Outcome.Invalid), (step.Step, step.Outcome));
        Assert.Equal(fields, step.Fields.Order(StringComparer.Ordinal));
    }

    private sealed class PlainProblems : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public ValueTask WriteAsync(ProblemDetailsContext context) => new(context.HttpContext.Response.WriteAsync("plain problem"));
    }
}
