using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Handler.Benchmarks.Sinks;

/// <summary>The least server that ASP.NET Core makes, as a process of its own: for machines without nginx. It costs more of the machine than nginx does.</summary>
internal sealed class KestrelSink : ISink
{
    /// <summary>The word that makes this program the sink.</summary>
    public const string HiddenWord = "--sink-process";

    private readonly Process _process;
    private readonly RequestCount _count;

    private KestrelSink(Process process, int port)
    {
        _process = process;
        Url = $"http://127.0.0.1:{port}/hook";
        _count = new RequestCount($"http://127.0.0.1:{port}/status");
    }

    public string Name => "a bare Kestrel, for want of nginx, empty answer, keep-alive";

    public string Url { get; }

    public static async Task<KestrelSink> StartAsync()
    {
        var port = FreePort.Find();
        var sink = new KestrelSink(Itself.Start([HiddenWord, port.ToString(CultureInfo.InvariantCulture)]), port);
        await sink._count.WaitAsync();
        return sink;
    }

    /// <summary>The life of the sink's process: until its standard input ends.</summary>
    public static async Task<int> ServeAsync(string port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        var requests = 0L;
        app.Run(context => Answer(context, Interlocked.Increment(ref requests)));
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public Task<long> CountAsync() => _count.ReadAsync();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _count.Dispose();
    }

    private static Task Answer(HttpContext context, long requests)
    {
        if (context.Request.Path == "/status")
        {
            return context.Response.WriteAsync($"as nginx has it\n\n {requests} {requests} {requests}\n");
        }

        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
