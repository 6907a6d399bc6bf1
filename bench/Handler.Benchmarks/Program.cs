using Handler.Benchmarks;
using Handler.Benchmarks.Delivery;
using Handler.Benchmarks.Sinks;
using Handler.Benchmarks.Startup;

// The hidden words are this program executing itself: each side of a comparison, and the sink without nginx, is a process of its own.
return args switch
{
    ["delivery", .. var options] => await DeliveryBenchmark.RunAsync(options),
    ["startup", .. var options] => await StartupBenchmark.RunAsync(options),
    [SideProcess.HiddenWord, .. var side] => await SideLoop.RunAsync(side),
    [KestrelSink.HiddenWord, var port] => await KestrelSink.ServeAsync(port),
    _ => Usage.Print(),
};
