namespace Handler.Benchmarks.Sinks;

/// <summary>Takes nginx where it is there, for both sides then meet a server that costs little.</summary>
internal static class SinkChoice
{
    private static readonly string[] Places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/usr/local/sbin/nginx"];

    /// <summary>Starts a sink.</summary>
    /// <param name="wanted"><c>nginx</c>, <c>kestrel</c>, or null for the first that is there.</param>
    public static async Task<ISink> StartAsync(string? wanted)
    {
        var nginx = wanted == "kestrel" ? null : Array.Find(Places, File.Exists);
        return nginx is not null ? await NginxSink.StartAsync(nginx)
            : wanted == "nginx" ? throw new FormatException($"There is no nginx at {string.Join(", ", Places)}. Install it: apt-get install nginx")
            : await KestrelSink.StartAsync();
    }
}
