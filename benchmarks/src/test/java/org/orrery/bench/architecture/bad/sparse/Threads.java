package org.orrery.bench.architecture.bad.sparse;

import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each way to a thread. */
class Threads {
    Thread thread(Runnable work) {
        return new Thread(work);
    }

    ThreadFactory reference() {
        return Thread::new;
    }

    ExecutorService executors() {
        return Executors.newCachedThreadPool();
    }

    ExecutorService pool() {
        return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    ExecutorService forkJoin() {
        return ForkJoinPool.commonPool();
    }

    CompletableFuture<Integer> async() {
        return CompletableFuture.supplyAsync(() -> 1);
    }

    Stream<Integer> collection(List<Integer> list) {
        return list.parallelStream();
    }

    IntStream stream() {
        return IntStream.range(0, 2).parallel();
    }

    void sort(int[] a) {
        Arrays.parallelSort(a);
    }

    Timer timer() {
        return new Timer();
    }
}
