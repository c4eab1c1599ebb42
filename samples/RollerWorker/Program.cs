
// Rolls what the web nodes of the shop record, and delivers its alerts: a plain host, no web server. Start as many as you like, and
// give the web nodes ServerSessions:Roles = Capture. What defines a journey (goals, flows, funnels, hubs, rules) is set where it is rolled:
// in the section ServerSessions of appsettings.json. Keys are secrets and belong elsewhere: ServerSessions__Keys__0__Id and …__Secret.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSessionProcessing();
builder.AddRedisSessionTracking("sessions");
builder.Build().Run();
