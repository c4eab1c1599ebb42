
// A worker: processes the events that the shop's web nodes record, and delivers its alerts. It is a plain host without a web server. Start any number of workers, and
// set ServerSessions:Roles = Capture on the web nodes. The definition of a journey (goals, flows, funnels, hubs, rules) is set on the workers,
// in the section ServerSessions of appsettings.json. Keys are secrets; set them as environment variables: ServerSessions__Keys__0__Id and …__Secret.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSessionProcessing();
builder.AddRedisSessionTracking("sessions");
builder.Build().Run();
