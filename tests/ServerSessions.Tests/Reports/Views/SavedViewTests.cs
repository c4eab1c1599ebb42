using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Views;

/// <summary>Saved views of the list of sessions: who saves, opens and deletes them, and what no view selects.</summary>
public sealed class SavedViewTests
{
    private const string Views = "/admin/sessions/views";

    [Fact]
    public async Task A_view_is_saved_as_the_list_reads_it_and_a_named_range_stays_relative()
    {
        await using var app = await FiguresApp.StartAsync();
        var admin = await app.AsAsync("administrator");
        using var saved = await SaveAsync(admin, " Failed checkouts ", "?outcome=failed&route=POST%20/checkout&range=7d&after=x&planet=mars&limit=50");
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        var view = Assert.Single(await ListAsync(admin));
        Assert.Equal(("Failed checkouts", "?outcome=Failed&route=POST%20%2Fcheckout&range=7d"), (Text(view, "name"), Text(view, "query")));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/sessions/sessions" + Text(view, "query"))).StatusCode);
    }

    [Theory]
    [InlineData("one user", "?user=alice", "\"user\" finds one person")]
    [InlineData("one browser", "?key=0a11", "\"key\" finds one person")]
    [InlineData("a moment", "?at=2026-01-31T12:00Z", "\"at\" finds one person")]
    [InlineData("everything", "?limit=50", "selects all sessions")]
    [InlineData("a page", "?limit=5", "selects all sessions")]
    [InlineData("one address", "?segment=property:email=alice@example.com", "can find one person")]
    [InlineData("one millisecond", "?from=2026-01-05T10:00:00.000Z&to=2026-01-05T10:00:00.001Z", "can find one person")]
    [InlineData("\u3164\u2800", "?live=true", "1 to 60")]
    [InlineData("", "?live=true", "1 to 60")]
    [InlineData("a\u202Eb", "?live=true", "1 to 60")]
    [InlineData("nonsense", "?class=nonsense", "class")]
    public async Task A_view_of_a_person_and_one_that_cannot_be_read_are_refused(string name, string query, string sentence)
    {
        await using var app = await FiguresApp.StartAsync();
        var admin = await app.AsAsync("administrator");
        using var refused = await SaveAsync(admin, name, query);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(sentence, Text(await refused.Content.ReadFromJsonAsync<JsonElement>(), "detail"), StringComparison.Ordinal);
        Assert.Empty(await ListAsync(admin));
    }

    [Fact]
    public async Task A_name_is_used_once_and_at_most_100_views_are_saved()
    {
        await using var app = await FiguresApp.StartAsync();
        var admin = await app.AsAsync("administrator");
        var views = app.App.Services.GetRequiredService<ISessionViews>();
        for (var i = 0; i < 100; i++)
            await views.SaveAsync($"View {i}", "?live=true", $"person {i / 20}");
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(admin, "another", "?live=true")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"{Views}/{Text((await ListAsync(admin))[0], "id")}")).StatusCode);
        using var twice = await SaveAsync(admin, "VIEW 5", "?live=false");
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("There is a view of the name", Text(await twice.Content.ReadFromJsonAsync<JsonElement>(), "detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await SaveAsync(admin, "another", "?live=true")).StatusCode);
    }

    [Fact]
    public async Task One_person_saves_at_most_20_views_and_others_can_still_save_theirs()
    {
        await using var app = await FiguresApp.StartAsync();
        var (support, product) = (await app.AsAsync("support"), await app.AsAsync("product"));
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.Created, (await SaveAsync(support, $"View {i}", "?live=true")).StatusCode);
        using var refused = await SaveAsync(support, "another", "?live=true");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("20 views", Text(await refused.Content.ReadFromJsonAsync<JsonElement>(), "detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await SaveAsync(product, "another", "?live=true")).StatusCode);
    }

    [Fact]
    public async Task Two_names_that_look_the_same_are_the_same()
    {
        await using var app = await FiguresApp.StartAsync();
        var admin = await app.AsAsync("administrator");
        Assert.Equal(HttpStatusCode.Created, (await SaveAsync(admin, "caf\u00E9", "?live=true")).StatusCode);
        // Without ICU, .NET normalizes nothing.
        var isNormalized = "e\u0301".Normalize().Length == 1;
        Assert.Equal(isNormalized ? HttpStatusCode.Conflict : HttpStatusCode.Created, (await SaveAsync(admin, "cafe\u0301", "?live=true")).StatusCode);
    }

    [Fact]
    public async Task A_role_neither_saves_nor_sees_a_view_with_a_filter_that_it_may_not_use()
    {
        await using var app = await FiguresApp.StartAsync();
        var (security, product) = (await app.AsAsync("security"), await app.AsAsync("product"));
        Assert.Equal(HttpStatusCode.Forbidden, (await SaveAsync(product, "attacks", "?rule=D1")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SaveAsync(product, "gold", "?segment=trait:plan=gold")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SaveAsync(security, "attacks", "?rule=D1")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SaveAsync(product, "open", "?live=true")).StatusCode);
        Assert.Equal(["attacks", "open"], (await ListAsync(security)).Select(view => Text(view, "name")).Order());
        Assert.Equal(["open"], (await ListAsync(product)).Select(view => Text(view, "name")));
        var hidden = Text((await ListAsync(security)).Single(view => Text(view, "name") == "attacks"), "id");
        Assert.Equal(HttpStatusCode.NotFound, (await product.DeleteAsync($"{Views}/{hidden}")).StatusCode);
    }

    [Fact]
    public async Task A_view_is_deleted_by_the_person_who_saved_it_or_by_an_administrator()
    {
        await using var app = await FiguresApp.StartAsync();
        var (support, product, admin) = (await app.AsAsync("support"), await app.AsAsync("product"), await app.AsAsync("administrator"));
        await SaveAsync(product, "one", "?live=true");
        await SaveAsync(product, "two", "?live=false");
        var ids = (await ListAsync(product)).Select(view => Text(view, "id")).ToList();
        Assert.Equal(HttpStatusCode.Forbidden, (await support.DeleteAsync($"{Views}/{ids[0]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await product.DeleteAsync($"{Views}/{ids[0]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"{Views}/{ids[1]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync($"{Views}/{ids[1]}")).StatusCode);
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, string name, string query) => client.PostAsJsonAsync(Views, new { name, query });

    private static async Task<List<JsonElement>> ListAsync(HttpClient client) => [.. (await client.GetFromJsonAsync<JsonElement>(Views)).GetProperty("items").EnumerateArray()];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
