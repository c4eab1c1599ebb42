using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Privacy;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>The account of an attempt is the one that the application took, in whatever shape a client sends it.</summary>
public sealed class AttemptedAccountTests
{
    private const string Victim = "ann@shop.example";

    [Theory]
    [InlineData("/sign-in", "Input.Email=ann@shop.example")]
    [InlineData("/sign-in", "Input.Email=ann@shop.example&Input.Email=x17")]
    [InlineData("/sign-in", "input.email=ann@shop.example")]
    [InlineData("/sign-in", "Input[Email]=ann@shop.example")]
    [InlineData("/sign-in?Input.Email=ann@shop.example", "Input.Password=x")]
    [InlineData("/sign-in?Input.Email=x17", "Input.Email=ann@shop.example")]
    public async Task A_page_is_sent_one_account_however_it_is_written(string path, string form)
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, TestMvc.Add, o => o.TrackLogin("/sign-in", "Input.Email"));
        await AssertVictimAsync(app, path, form);
    }

    [Theory]
    [InlineData("/mvc/sign-in", "Email=ann@shop.example&Email=x17&Password=x")]
    [InlineData("/mvc/sign-in?Email=ann@shop.example", "Password=x")]
    [InlineData("/mvc/sign-in", "login[Email]=ann@shop.example&login[Password]=x")]
    public async Task An_action_is_sent_one_account_however_it_is_written(string path, string form)
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, TestMvc.Add, o => o.TrackLogin("/mvc/sign-in", "email"));
        await AssertVictimAsync(app, path, form);
    }

    [Fact]
    public async Task A_form_that_the_application_reads_itself_names_the_first_of_several_accounts()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/login", async (HttpContext c) =>
        {
            var form = await c.Request.ReadFormAsync();
            return Results.Text(form["email"][0], statusCode: 401);
        }).TrackLogin("email"));
        await AssertVictimAsync(app, "/login", "email=ann@shop.example&email=x17");
    }

    [Theory]
    [InlineData("νικος@shop.example", "ΝΙΚΟΣ@shop.example")]
    [InlineData("νικος@shop.example", "νικοσ@shop.example")]
    [InlineData("ann@shop.example", "ann\u200B@shop.example")]
    [InlineData("ann@shop.example", "\u00A0ANN@shop.example\t")]
    public async Task Spellings_that_account_stores_treat_as_equal_are_one_account(string one, string other)
    {
        await using var app = await TrackedApp.StartAsync(_ => { });
        var pseudonyms = app.Services.GetRequiredService<Pseudonymizer>();
        Assert.Equal(pseudonyms.Account(one), pseudonyms.Account(other));
    }

    [Fact]
    public async Task Text_that_is_no_text_is_an_account_of_its_own()
    {
        await using var app = await TrackedApp.StartAsync(_ => { });
        var pseudonyms = app.Services.GetRequiredService<Pseudonymizer>();
        Assert.NotEqual(pseudonyms.Account("ann\uD800"), pseudonyms.Account("ann"));
    }

    [Fact]
    public async Task Guesses_at_one_account_that_a_second_value_disguises_are_found()
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, TestMvc.Add, o => o.TrackLogin("/sign-in", "Input.Email"));
        for (var i = 0; i < 12; i++)
            await app.Visitor().PostAsync("/sign-in", Form($"Input.Email={Victim}&Input.Email=x{i}"));
        await app.SettledAsync(12);
        Assert.NotEmpty((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { Rule = "D3" })).Items);
    }

    private static async Task AssertVictimAsync(TrackedApp app, string path, string form)
    {
        var answer = await app.Visitor().PostAsync(path, Form(form));
        Assert.Equal(Victim, await answer.Content.ReadAsStringAsync());
        await app.SettledAsync(1);
        Assert.Equal(LoginOutcome.Failed, app.Events[0].Login);
        Assert.Equal(app.Services.GetRequiredService<Pseudonymizer>().Account(Victim), app.Events[0].Detail!.Account);
    }

    private static StringContent Form(string text) => new(text, null, "application/x-www-form-urlencoded");
}
