var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Storefront");
app.Run();
