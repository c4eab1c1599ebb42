using ServerSessions.Reports;

// Starts with sessions in Redis at the address given, makes one request, and ends with 0 once the session can be read.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSessionTracking(o => o.Partitions = 2).UseRedis(args[0]);
#if CACHE
builder.Services.AddStackExchangeRedisCache(o => o.Configuration = args[0]);
#endif
var app = builder.Build();
app.UseSessionTracking();
app.MapGet("/", () => Results.Text("hello", "text/html"));
await app.StartAsync();
#if CACHE
var cache = app.Services.GetRequiredService<Microsoft.Extensions.Caching.Distributed.IDistributedCache>();
await cache.SetAsync("key", [7], new());
if (await cache.GetAsync("key") is not [7])
    throw new InvalidOperationException("The cache does not have what was put there.");
#endif

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
await client.GetStringAsync(new Uri("/", UriKind.Relative));

var reports = app.Services.GetRequiredService<ISessionReports>();
using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
while ((await reports.ListAsync(new SessionQuery(), late.Token)).Items.Count == 0)
    await Task.Delay(50, late.Token);

var version = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName()).Single(a => a.Name == "StackExchange.Redis").Version!;
Console.WriteLine($"one session, client {version.Major}");
await app.StopAsync();
