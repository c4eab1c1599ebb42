using Storefront;
using Storefront.Endpoints;
using Storefront.Live;
using Storefront.Web;

var simulate = args.Contains("--simulate");
var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != "--simulate")]);
if (simulate && !builder.Environment.IsDevelopment())
{
    Console.Error.WriteLine($"--simulate invents visitors and attacks, so it runs in Development only; this is {builder.Environment.EnvironmentName}.");
    return 2;
}

if (simulate)
    builder.AddSimulatedTraffic();

// Settings are at the endpoints and in the section ServerSessions of appsettings.json.
builder.Services.AddSessionTracking().AddDashboard().AddSessionRecording();
// For several nodes with a shared Redis: set ConnectionStrings__sessions, and the same ServerSessions__Keys__0__Id and …__Secret on all of them.
if (builder.Configuration.GetConnectionString("sessions") is { Length: > 0 })
    builder.AddRedisSessionTracking("sessions");

builder.Services.AddShop();

var app = builder.Build();
if (app.Environment.IsDevelopment())
    app.WelcomeDeveloper();

app.UseErrorPages();
app.UseStaticFiles();
app.UsePagePolicy();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.UseSessionTracking();
app.UseAntiforgery();

app.MapCatalogue();
app.MapCart();
app.MapCheckout();
app.MapWishlist();
app.MapLearning();
app.MapInvoices();
app.MapStaff();
app.MapApi();
app.MapDemo();
app.MapRazorPages();
app.MapControllers();
app.MapHealthChecks("/health").AsPassive();
if (simulate)
    app.MapAlertReceiver();
app.MapSessionRecording();
app.MapConsent();
app.MapTransparency();
app.MapGlobalPrivacyControl();
app.MapSessionNudges("/me");
app.MapSessionBeacon();
app.MapSessionShares();
app.MapSessionTracking("/admin/sessions").RequireAuthorization("SessionAdmin");
app.MapMySessions("/me").RequireAuthorization();
app.MapInstructorView("/instructor").RequireAuthorization("Instructor");

var stopping = app.Lifetime.ApplicationStopping;
try
{
    app.Run();
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Stopped before the shop was open, while its history was invented.
}

return 0;
