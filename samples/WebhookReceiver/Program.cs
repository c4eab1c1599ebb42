using ServerSessions;

// Receives security alerts: checks the signature over the exact bytes, drops duplicates, answers before it works.
//   Webhook__Secret=whsec_… dotnet run --project samples/WebhookReceiver --urls http://localhost:5080
var builder = WebApplication.CreateBuilder(args);
var secret = builder.Configuration["Webhook:Secret"]
    ?? throw new InvalidOperationException("Set Webhook:Secret to the whsec_… that the sender shows once.");
builder.Services.AddSingleton<SeenMessages>().AddSingleton(TimeProvider.System);
var app = builder.Build();

app.MapPost("/alerts", async (HttpRequest request, SeenMessages seen, TimeProvider time, ILogger<Program> log) =>
{
    var body = new MemoryStream();
    await request.Body.CopyToAsync(body);
    if (!WebhookSignature.Verify(body.ToArray(), request.Headers, secret, time))
        return Results.Unauthorized();
    var id = request.Headers["webhook-id"].ToString();
    if (!seen.TryAdd(id))
        return Results.NoContent(); // a duplicate is acknowledged too
    log.LogWarning("Alert {Id}: {Body}", id, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    return Results.NoContent();
});
app.Run();
