using System.Net;
using ServerSessions.Chaos.Children;

namespace ServerSessions.Chaos.Load;

/// <summary>One browser of a person who signs in to a <see cref="PeopleApp"/>, and the pages that it was answered.</summary>
internal sealed class PersonBrowser : IAsyncDisposable
{
    private readonly HttpClient _client;

    public PersonBrowser(string address)
    {
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
    }

    /// <summary>Pages that were answered.</summary>
    public int Pages { get; private set; }

    /// <summary>Tries a wrong password, signs in, decides about consent, sets a goal, and reads some pages.</summary>
    public async Task ArriveAsync(string email)
    {
        await LoginAsync(email, "wrong");
        await LoginAsync(email, PeopleApp.Password);
        (await _client.PutAsJsonAsync("/me/consent", new { purposes = (string[])["analytics", "personalization"] })).EnsureSuccessStatusCode();
        (await _client.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3 })).EnsureSuccessStatusCode();
        for (var i = 0; i < 5; i++)
            await ClickAsync();
    }

    /// <summary>Signs out, which closes the session, and in again.</summary>
    public async Task ReturnAsync(string email)
    {
        (await _client.PostAsync("/out", null)).EnsureSuccessStatusCode();
        await LoginAsync(email, PeopleApp.Password);
        await ClickAsync();
    }

    /// <summary>Reads pages at some pace until the end.</summary>
    public async Task ClickAsync(Func<bool> isOver, Random random)
    {
        while (!isOver())
        {
            await ClickAsync();
            await Task.Delay(random.Next(20, 80));
        }
    }

    public Task<HttpResponseMessage> EraseAsync() => _client.DeleteAsync("/me/data?confirm=erase");

    /// <exception cref="InvalidOperationException">The answer was an error.</exception>
    public async Task<string> ReadAsync(string path) => await TryReadAsync(path) ?? throw new InvalidOperationException($"{path} answered with an error.");

    /// <summary>The answer; null where it was an error.</summary>
    public async Task<string?> TryReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Accept = { new("application/json") } } };
        using var response = await _client.SendAsync(request);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ClickAsync()
    {
        using var response = await _client.GetAsync($"/page/{Pages % 20}");
        response.EnsureSuccessStatusCode();
        Pages++;
    }

    private Task LoginAsync(string email, string password) =>
        _client.PostAsync("/login", new FormUrlEncodedContent([KeyValuePair.Create("email", email), KeyValuePair.Create("password", password)]));
}
