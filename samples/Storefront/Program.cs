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

var tracking = builder.Services.AddSessionTracking(options => ShopTracking.Configure(options, builder.Configuration)).AddDashboard();
if (builder.Configuration["Redis"] is { Length: > 0 } redis)
    tracking.UseRedis(redis);
if (builder.Configuration["Webhook:Url"] is { Length: > 0 } url && builder.Configuration["Webhook:Secret"] is { Length: > 0 } secret)
    tracking.AddWebhook(url, secret);

builder.Services.AddShop();

var app = builder.Build();
if (app.Environment.IsDevelopment())
    app.WelcomeDeveloper();

app.UseErrorPages();
app.UseStaticFiles();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.UseSessionTracking();
app.UseAntiforgery();

app.MapCatalogue();
app.MapCart();
app.MapCheckout();
app.MapWishlist();
app.MapInvoices();
app.MapStaff();
app.MapApi();
app.MapDemo();
app.MapRazorPages();
app.MapControllers();
app.MapHealthChecks("/health").AsPassive();
app.MapSessionTracking("/admin/sessions").RequireAuthorization("SessionAdmin");

app.Run();
return 0;
