using Handler.Client.Profiles;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handler.Mcp;

/// <summary>What the MCP server has around it.</summary>
public sealed class HandlerMcpOptions
{
    /// <summary>Sessions and credentials, shared with the user's other programs.</summary>
    public required AgentProfiles Profiles { get; init; }

    /// <summary>The version that clients are told.</summary>
    public required string Version { get; init; }

    /// <summary>What agents are called through; <c>null</c> = a client of its own for each call.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>For each request to an agent; 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tells the time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where logs go: never to the server's output, which carries the protocol alone.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
