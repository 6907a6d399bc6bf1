using Handler.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Tasks;

/// <summary>What every run uses.</summary>
internal sealed record RunParts(
    ITaskStore Store,
    TaskFeeds Feeds,
    IServiceScopeFactory Scopes,
    RunSettings Settings,
    TimeProvider Time,
    IdSource Ids,
    ILogger<TaskRunner> Log,
    NotificationBodyRenderer? Bodies = null);
